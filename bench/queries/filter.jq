select(.eventSource == "ec2.amazonaws.com" and .errorCode == null and (.eventName | IN("CreateTrafficMirrorSession", "ModifyTrafficMirrorSession", "DeleteTrafficMirrorSession"))) | .eventID
