select JSONExtractString(line, 'eventID')
from file('{data}', 'LineAsString', 'line String')
where JSONExtractString(line, 'eventName') in ('CreateTrafficMirrorSession', 'ModifyTrafficMirrorSession', 'DeleteTrafficMirrorSession')
  and JSONExtractString(line, 'eventSource') = 'ec2.amazonaws.com'
  and JSONExtractString(line, 'errorCode') = ''
