from .delivery import Delivery

__all__ = ["Delivery"]
