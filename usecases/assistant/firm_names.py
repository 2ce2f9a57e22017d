"""What people call banks besides the names that are published of them; by short name."""

CALLED: dict[str, tuple[str, ...]] = {
    "BOCHK": ("中銀香港", "中銀", "Bank of China"),
    "BoCom (HK)": ("交銀香港", "交銀", "交行", "BoCom", "Bank of Communications"),
    "CCB (Asia)": ("建行亞洲", "建行", "CCB", "China Construction Bank"),
    "CMB Wing Lung": ("招商永隆", "永隆", "Wing Lung"),
    "CNCBI": ("信銀國際", "中信銀行", "China CITIC", "CITIC"),
    "Chiyu": ("集友",),
    "Citibank (Hong Kong)": ("花旗", "Citi"),
    "Fubon (HK)": ("富邦", "Fubon"),
    "HSBC": ("滙豐", "滙豐銀行"),
    "ICBC (Asia)": ("工銀亞洲", "工行", "ICBC"),
    "Industrial Bank": ("興業",),
    "NCB": ("南商", "Nanyang"),
    "Natixis": ("法國外貿",),
    "PAObank": ("平安壹賬通銀行", "PAO Bank"),
    "Public Bank (HK)": ("大眾",),
    "Shanghai Commercial": ("上商",),
    "Societe Generale": ("法興", "法國興業", "SocGen", "Société Générale"),
    "Standard Chartered": ("StanChart",),
    "Tai Sang": ("大生",),
    "livi": ("理慧", "livi bank"),
}
