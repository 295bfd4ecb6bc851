"""The library: every factor that comes with the house."""

from core.pipeline.factors.alpha101 import ALPHA101
from core.pipeline.factors.alpha158 import ALPHA158
from core.pipeline.factors.ashare import ASHARE
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.factors.technical import TECHNICAL

CATALOGUE = FactorRegistry((*ASHARE, *ALPHA158, *TECHNICAL, *ALPHA101))
