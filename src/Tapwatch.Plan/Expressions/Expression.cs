// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Expressions;

/// <summary>A value computed per row. Immutable; knows its type; carries no vendor: lowering has chosen the functions.</summary>
public abstract record Expression(ScalarType Type)
{
    /// <summary>This expression with every column reference replaced as <paramref name="replace"/> says (null: keep).</summary>
    public Expression Substitute(Func<PlanColumn, Expression?> replace) => this switch
    {
        ColumnReference reference => replace(reference.Column) ?? this,
        Call call => call.WithArguments(a => a.Substitute(replace)),
        Each each => each with { Array = each.Array.Substitute(replace), Body = each.Body.Substitute(c => c == each.Element ? null : replace(c)) },
        _ => this,
    };

    /// <summary>Adds every column this expression reads.</summary>
    public void CollectColumns(ISet<PlanColumn> columns)
    {
        switch (this)
        {
            case ColumnReference reference:
                columns.Add(reference.Column);
                break;
            case Call call:
                for (var i = 0; i < call.Arguments.Count; i++)
                {
                    call.Arguments[i].CollectColumns(columns);
                }

                break;
            case Each each:
                each.Array.CollectColumns(columns);
                var inner = new HashSet<PlanColumn>();
                each.Body.CollectColumns(inner);
                inner.Remove(each.Element);
                columns.UnionWith(inner);
                break;
        }
    }
}

/// <summary>The value of a column in the current row.</summary>
public sealed record ColumnReference(PlanColumn Column) : Expression(Column.Type);

/// <summary>A fixed value.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">
/// null, or by type: <see cref="bool"/>; <see cref="long"/> for int, long, datetime and timespan (ticks); <see cref="double"/>;
/// <see cref="decimal"/>; <see cref="System.Guid"/>; <see cref="string"/> for string and for dynamic (JSON text).
/// </param>
public sealed record Constant(ScalarType Type, object? Value) : Expression(Type)
{
    /// <summary>A string.</summary>
    public static Constant Text(string value) => new(ScalarType.String, value);

    /// <summary>A long.</summary>
    public static Constant Long(long value) => new(ScalarType.Long, value);

    /// <summary>A real.</summary>
    public static Constant Real(double value) => new(ScalarType.Real, value);

    /// <summary>A bool.</summary>
    public static Constant Bool(bool value) => new(ScalarType.Bool, value);

    /// <summary>A timespan.</summary>
    public static Constant TimeSpan(TimeSpan value) => new(ScalarType.TimeSpan, value.Ticks);

    /// <summary>A datetime (UTC).</summary>
    public static Constant DateTime(DateTime value) => new(ScalarType.DateTime, value.Ticks);

    /// <summary>The null of a type.</summary>
    public static Constant Null(ScalarType type) => new(type, null);

    /// <inheritdoc/>
    public override string ToString() => Value switch
    {
        null => $"{Type.KustoName()}(null)",
        string s when Type == ScalarType.String => "\"" + s.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"",
        string s => $"dynamic({s})",
        long ticks when Type == ScalarType.DateTime => $"datetime({new DateTime(ticks, DateTimeKind.Utc):yyyy-MM-ddTHH:mm:ss.FFFFFFF}Z)",
        long ticks when Type == ScalarType.TimeSpan => $"timespan({new TimeSpan(ticks):c})",
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}

/// <summary>A function of the catalogue applied to arguments.</summary>
public sealed record Call(Function Function, IReadOnlyList<Expression> Arguments, ScalarType Type) : Expression(Type)
{
    /// <summary>The call with each argument changed; itself when none is.</summary>
    public Call WithArguments(Func<Expression, Expression> change)
    {
        Expression[]? changed = null;
        for (var i = 0; i < Arguments.Count; i++)
        {
            var argument = change(Arguments[i]);
            if (changed is null && !ReferenceEquals(argument, Arguments[i]))
            {
                changed = [.. Arguments];
            }

            if (changed is not null)
            {
                changed[i] = argument;
            }
        }

        return changed is null ? this : this with { Arguments = changed };
    }
}
