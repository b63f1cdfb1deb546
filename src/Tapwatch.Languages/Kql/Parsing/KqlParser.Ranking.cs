// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Kql.Lexing;
using Tapwatch.Languages.Kql.Syntax;

namespace Tapwatch.Languages.Kql.Parsing;

/// <summary>Operators that look at rows in groups or in order: top-nested, top-hitters, partition, scan, reduce.</summary>
sealed partial class KqlParser
{
    TopNestedOperator TopNested()
    {
        var levels = List(() =>
        {
            // `top-nested` stands again before each further level.
            if (Current.Kind == KqlTokenKind.Word && OperatorName(_at) is var (name, tokens) && name == "top-nested")
            {
                _at += tokens;
            }

            var start = _at;
            var count = AtWord("of") ? null : Expression();
            ExpectWord("of");
            var of = Named();
            KqlExpression? others = null;
            if (AcceptWord("with") && ExpectWord("others") && Expect("="))
            {
                others = Expression();
            }

            ExpectWord("by");
            var by = Named();
            bool? descending = AcceptWord("asc") ? false : AcceptWord("desc") ? true : null;
            return new NestedLevel(SpanFrom(start), count, of, others, by, descending);
        });
        return new TopNestedOperator(default, levels);
    }

    TopHittersOperator TopHitters()
    {
        var count = Expression();
        ExpectWord("of");
        var of = Expression();
        return new TopHittersOperator(default, count, of, AcceptWord("by") ? Expression() : null);
    }

    PartitionOperator Partition()
    {
        var parameters = Parameters();
        AcceptWord("by");
        var by = Name("a column");
        if (Accept("{"))
        {
            return new PartitionOperator(default, parameters, by, BySource: true, SubQuery("}"));
        }

        Expect("(");
        return new PartitionOperator(default, parameters, by, BySource: false, SubQuery(")"));
    }

    ScanOperator Scan()
    {
        var parameters = Parameters("with_match_id", "kind");
        var order = AcceptWord("order") && ExpectWord("by") ? List(OrderKey) : [];
        var partition = AcceptWord("partition") && ExpectWord("by") ? List(Named) : [];
        var declare = AcceptWord("declare") ? LambdaParameters() : [];
        var steps = new List<ScanStep>();
        ExpectWord("with");
        if (Expect("("))
        {
            while (AtWord("step"))
            {
                steps.Add(Step());
                if (!Accept(";") && !At(")"))
                {
                    Unexpected("`;`");
                    SkipTo(";", "|");
                    Accept(";");
                }
            }

            Close(")");
        }

        return new ScanOperator(default, parameters, order, partition, declare, steps);
    }

    ScanStep Step()
    {
        var start = _at;
        _at++;
        var name = Name();
        var optional = AcceptWord("optional");
        string? output = null;
        if (AcceptWord("output") && Expect("="))
        {
            output = Name().Name;
        }

        Expect(":");
        var condition = Expression();
        var assignments = Accept("=>") ? List(Named) : [];
        return new ScanStep(SpanFrom(start), name.Name, optional, output, condition, assignments);
    }

    ReduceOperator Reduce()
    {
        var parameters = Parameters("kind");
        ExpectWord("by");
        var by = Expression();
        return new ReduceOperator(default, parameters, by, AcceptWord("with") ? (At("(") ? Properties() : Parameters("threshold", "characters")) : []);
    }
}
