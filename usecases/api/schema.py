"""stub"""

from drf_spectacular.openapi import AutoSchema


class Schema(AutoSchema):
    """x"""
