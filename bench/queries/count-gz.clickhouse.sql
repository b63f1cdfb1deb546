select JSONExtractString(event, 'eventName') as name, count()
from (select arrayJoin(JSONExtractArrayRaw(line, 'Records')) as event from file('{data}/*/*.json.gz', 'LineAsString', 'line String'))
group by name
