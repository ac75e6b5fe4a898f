"""How far a body or service may be disclosed."""

PUBLIC, FRONT_DOOR_ONLY, CONFIDENTIAL = "public", "front_door_only", "confidential"
CLOSED_LEVELS = (FRONT_DOOR_ONLY, CONFIDENTIAL)
