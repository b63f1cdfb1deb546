select JSONExtractString(line, 'eventName') as name, count()
from file('{data}', 'LineAsString', 'line String')
group by name
