select eventID
from read_json('{data}', format = 'newline_delimited', columns = {eventID: 'VARCHAR', eventName: 'VARCHAR', eventSource: 'VARCHAR', errorCode: 'VARCHAR'})
where eventSource = 'ec2.amazonaws.com'
  and eventName in ('CreateTrafficMirrorSession', 'ModifyTrafficMirrorSession', 'DeleteTrafficMirrorSession')
  and errorCode is null
