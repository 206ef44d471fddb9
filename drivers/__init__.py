"""The hardware of a service hall: contracts, backends and simulators. Imports nothing of the other rooms."""
