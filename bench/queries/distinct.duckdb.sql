select userIdentity.arn as arn, substr(eventTime, 1, 13) as hour, count(distinct sourceIPAddress) as addresses
from read_json('{data}', format = 'newline_delimited', columns = {userIdentity: 'STRUCT(arn VARCHAR)', eventTime: 'VARCHAR', sourceIPAddress: 'VARCHAR'})
group by arn, hour
order by addresses desc, arn, hour
limit 20
