"""What makes one invented submission differ from the next of the same kind: its own sentences."""

from random import Random

_ALIKE = 12  # one in so many is handed in with the words of its kind alone, as copies are

_WHO = (
    "The {team} team of nineteen asked for it after a review last autumn.",
    "It began as a prize of our staff competition and was taken up by {team}.",
    "Two engineers lent to {team} built a first version within a quarter.",
    "{team} owns the process, the data office owns what goes into it.",
    "A steering group of {team}, compliance and technology meets every second Tuesday.",
    "Auditors named the queue of {team} a weakness in their latest letter.",
)
_TEAMS = ("operations", "branch service", "card services", "trade finance", "wealth", "credit")
_TODAY = (
    "Today {n} cases a month are opened by hand and copied between three screens.",
    "Colleagues spend roughly {n} hours each week retyping what a form already said.",
    "Of the last {n} items sampled, every ninth had to be done again from the start.",
    "The backlog stood at {n} when this was written and grows before each holiday.",
    "A new joiner needs {n} days of training before deciding anything without help.",
    "Peaks of {n} requests arrive within one hour whenever salaries are paid.",
)
_INPUT = (
    "Scanned pages, e-mails and notes of calls go in; photographs are left out at first.",
    "Only fields that the process already stores are read, and none is kept for longer.",
    "It reads letters in Chinese and English, including handwriting in the margins.",
    "Sources are our product terms, the archive of rulings and the staff handbook.",
    "Each night a frozen extract is taken, so that a result can be produced again.",
    "Messages are taken from the service desk queue after names have been masked.",
)
_BUILD = (
    "We host it in our own data centre, separate from the network of the branches.",
    "During the trial it runs on the shared cluster, in a tenant closed to everyone else.",
    "Prompts are stored beside the code and reviewed by two people like any change.",
    "A rule engine stands behind the model and has the last word on amounts.",
    "Retrieval uses an index rebuilt every morning; nothing is fetched from outside.",
    "A cheaper model answers first and hands over whenever it is not certain enough.",
)
_PROOF = (
    "We would call it worthwhile if handling falls below {n} minutes without more complaints.",
    "A panel of {n} experienced colleagues marks results without knowing who wrote them.",
    "Finance agreed to the baseline of {n} files a day, measured twice this spring.",
    "Customers who were contacted rate the exchange; we compare with {n} of last year.",
    "Success means that {n} reviewers would rather keep it than go back.",
    "An outside statistician drew the sample of {n} and keeps the key until the end.",
)
_LATER = (
    "If it works, a second language and the mobile application follow in the next year.",
    "Should it fail, the old routine is switched on again within the same morning.",
    "Afterwards we intend to publish the test set, cleaned of everything personal.",
    "Two sister companies have asked whether they may read along and learn from it.",
    "What we learn about costs goes into next year's plan for computing.",
    "Nothing is bought before the trial has shown that people trust the result.",
)


def details(seed: str) -> tuple[str, str, str]:
    """Return sentences of one submission's own for summary, problem and solution, by a seed."""
    choose = Random(seed)  # noqa: S311 - an invented world, no secret
    if not choose.randrange(_ALIKE):
        return "", "", ""
    told = [choose.choice(each) for each in (_WHO, _TODAY, _INPUT, _BUILD, _PROOF, _LATER)]
    words = {"team": choose.choice(_TEAMS), "n": choose.randrange(12, 480)}
    who, today, data, build, proof, later = (each.format(**words) for each in told)
    return f" {_capital(who)}", f" {today} {proof}", f" {data} {build} {later}"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
