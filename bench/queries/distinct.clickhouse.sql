select JSONExtractString(line, 'userIdentity', 'arn') as arn, substring(JSONExtractString(line, 'eventTime'), 1, 13) as hour,
       uniqExact(JSONExtractString(line, 'sourceIPAddress')) as addresses
from file('{data}', 'LineAsString', 'line String')
group by arn, hour
order by addresses desc, arn, hour
limit 20
