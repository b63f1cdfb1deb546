.eventName
