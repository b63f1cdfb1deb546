select eventName, count(*)
from read_json('{data}', format = 'newline_delimited', columns = {eventName: 'VARCHAR'})
group by eventName
