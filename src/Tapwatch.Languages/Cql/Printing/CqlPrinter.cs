// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Tapwatch.Languages.Cql.Syntax;

namespace Tapwatch.Languages.Cql.Printing;

/// <summary>Writes a tree as a query text on one line. Read again it gives the same tree.</summary>
sealed partial class CqlPrinter
{
    readonly StringBuilder _text = new();

    CqlPrinter()
    {
    }

    /// <summary>The text of a query.</summary>
    public static string Print(PipelineSyntax query)
    {
        var printer = new CqlPrinter();
        printer.Pipeline(query);
        return printer._text.ToString();
    }

    void Pipeline(PipelineSyntax pipeline) => Separated(pipeline.Steps, " | ", Step);

    void Step(StepSyntax step)
    {
        switch (step)
        {
            case FilterStep filter:
                Filter(filter.Condition);
                break;
            case CallStep { Alias: null } call:
                Expression(call.Call);
                break;
            case CallStep call:
                Expression(call.Call);
                _text.Append(" as ");
                Field(call.Alias!);
                break;
            case AssignStep assign:
                Field(assign.Target);
                _text.Append(" := ");
                Expression(assign.Value);
                break;
            case CaseStep @case:
                _text.Append("case { ");
                Separated(@case.Clauses, "; ", Pipeline);
                _text.Append(" }");
                break;
            case MatchStep match:
                Field(match.Field);
                _text.Append(" match { ");
                Separated(match.Clauses, "; ", Clause);
                _text.Append(" }");
                break;
            case StatsStep stats:
                Expression(stats.Functions);
                break;
        }
    }

    void Clause(MatchClauseSyntax clause)
    {
        if (clause.Negated)
        {
            _text.Append('!');
        }

        if (clause.Function is not null)
        {
            Expression(clause.Function);
        }
        else if (clause.Guard is not null)
        {
            Pattern(clause.Guard);
        }

        _text.Append(" => ");
        Pipeline(clause.Body);
    }

    void Field(FieldSyntax field)
    {
        if (field.Quoted)
        {
            Quoted(field.Name);
        }
        else
        {
            _text.Append(field.Name);
        }
    }

    void Quoted(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            _text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                _ => c.ToString(),
            });
        }

        _text.Append('"');
    }

    void Separated<T>(IReadOnlyList<T> items, string separator, Action<T> print)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(separator);
            }

            print(items[i]);
        }
    }
}
