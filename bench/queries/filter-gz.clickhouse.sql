select JSONExtractString(event, 'eventID')
from (select arrayJoin(JSONExtractArrayRaw(line, 'Records')) as event from file('{data}/*/*.json.gz', 'LineAsString', 'line String'))
where JSONExtractString(event, 'eventName') in ('CreateTrafficMirrorSession', 'ModifyTrafficMirrorSession', 'DeleteTrafficMirrorSession')
  and JSONExtractString(event, 'eventSource') = 'ec2.amazonaws.com'
  and JSONExtractString(event, 'errorCode') = ''
