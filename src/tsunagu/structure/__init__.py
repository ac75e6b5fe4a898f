"""The shape of the network: measures, chance as a yardstick, and what follows when a body closes."""
