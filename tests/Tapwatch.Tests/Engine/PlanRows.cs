// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Tapwatch.Engine;
using Tapwatch.Plan.Algebra;
using Tapwatch.Plan.Expressions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Tests.Engine;

/// <summary>Runs plans and shows their rows as text: values joined by <c> | </c>, null as <c>∅</c>.</summary>
static class PlanRows
{
    public static readonly EngineOptions Options = new() { Now = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc), Threads = 1 };

    public static string[] Of(PlanNode plan, EngineOptions? options = null)
    {
        var rows = new List<string>();
        var summary = PlanRunner.Run([new PlanOutput(plan, (_, batch) => Add(batch, rows))], options ?? Options, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Failures);
        return [.. rows];
    }

    public static void Add(Batch batch, List<string> rows)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            rows.Add(string.Join(" | ", batch.Columns.Select(c => Show(c, row))));
        }
    }

    public static string Show(Column column, int row) => column.IsNull(row) ? "∅" : column switch
    {
        TextColumn c => Encoding.UTF8.GetString(c[row]),
        FixedColumn<bool> c => c[row] ? "true" : "false",
        FixedColumn<long> { Type: ScalarType.DateTime } c => new DateTime(c[row]).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        FixedColumn<long> { Type: ScalarType.TimeSpan } c => new TimeSpan(c[row]).ToString("c", CultureInfo.InvariantCulture),
        FixedColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<double> c => c[row].ToString("R", CultureInfo.InvariantCulture),
        FixedColumn<decimal> c => c[row].ToString(CultureInfo.InvariantCulture),
        FixedColumn<Guid> c => c[row].ToString(),
        _ => "?",
    };

    /// <summary>Rows of values: bool, int and long (long), double, string, TimeSpan, DateTime, Guid, decimal; null takes the type of its column.</summary>
    public static ConstantRows Table(IReadOnlyList<PlanColumn> columns, params object?[][] rows) =>
        new(columns, [.. rows.Select(r => (IReadOnlyList<Constant>)[.. r.Select((v, i) => Value(v, columns[i].Type))])]);

    public static Constant Value(object? value, ScalarType? type = null) => value switch
    {
        null => Constant.Null(type ?? ScalarType.String),
        bool b => Constant.Bool(b),
        int i => new Constant(type ?? ScalarType.Long, (long)i),
        long l => new Constant(type ?? ScalarType.Long, l),
        double d => Constant.Real(d),
        decimal m => new Constant(ScalarType.Decimal, m),
        Guid g => new Constant(ScalarType.Guid, g),
        string s => new Constant(type ?? ScalarType.String, s),
        TimeSpan t => Constant.TimeSpan(t),
        DateTime t => Constant.DateTime(t),
        Constant c => c,
        _ => throw new ArgumentException(value.GetType().Name),
    };
}
