// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;

namespace Tapwatch.Languages.Aql.Binding;

/// <summary>Every name one SELECT writes, its sub-selects aside: only these columns need be asked of a view.</summary>
sealed class UsedNames
{
    readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public static HashSet<string> Of(SelectSyntax select)
    {
        var used = new UsedNames();
        foreach (var item in select.Items)
        {
            used.Add(item.Value);
        }

        used.Add(select.Where);
        used.Add(select.Having);
        used.AddAll(select.GroupBy);
        used.AddAll(select.OrderBy.Select(static o => o.Value));
        used.AddAll(select.Session is { } session ? [session.Time, .. session.Keys] : []);
        used.Add(select.Session?.Begin);
        used.Add(select.Session?.End);
        return used._names;
    }

    void AddAll(IEnumerable<ExpressionSyntax> expressions)
    {
        foreach (var expression in expressions)
        {
            Add(expression);
        }
    }

    void Add(ExpressionSyntax? expression)
    {
        switch (expression)
        {
            case NameSyntax name:
                _names.Add(name.Name);
                break;
            case CallSyntax call:
                AddAll(call.Arguments);
                break;
            case UnarySyntax unary:
                Add(unary.Operand);
                break;
            case BinarySyntax binary:
                Add(binary.Left);
                Add(binary.Right);
                break;
            case JunctionSyntax junction:
                AddAll(junction.Operands);
                break;
            case MatchSyntax match:
                Add(match.Operand);
                Add(match.Pattern);
                break;
            case BetweenSyntax between:
                AddAll([between.Operand, between.Low, between.High]);
                break;
            case InListSyntax list:
                Add(list.Operand);
                AddAll(list.Values);
                break;
            case InSelectSyntax inner:
                Add(inner.Operand);
                break;
            case IsNullSyntax isNull:
                Add(isNull.Operand);
                break;
            case CaseSyntax choice:
                Add(choice.Operand);
                AddAll(choice.Whens.SelectMany(static w => new[] { w.When, w.Then }));
                Add(choice.Else);
                break;
            case IfSyntax choice:
                Add(choice.Condition);
                Add(choice.Then);
                Add(choice.Else);
                break;
            case TextSearchSyntax:
                _names.Add("payload");
                break;
        }
    }
}
