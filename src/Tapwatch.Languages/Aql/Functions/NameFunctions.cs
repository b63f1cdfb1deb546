// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Aql.Functions;

/// <summary>Names of numbers: what the views know, null for any other.</summary>
static class NameFunctions
{
    const string Vendor = "qradar";

    public static IEnumerable<AqlFunction> All =>
    [
        new("LOGSOURCETYPENAME", 1, 1, "(devicetype)", LogSourceTypeName),
        new("QIDNAME", 1, 1, "(qid)", static c => OfQid(c, "qidname")),
        new("QIDDESCRIPTION", 1, 1, "(qid)", static c => OfQid(c, "qiddescription")),
        Named("LOGSOURCENAME", "(logsourceid)"),
        Named("LOGSOURCEGROUPNAME", "(devicegrouplist)"),
        Named("CATEGORYNAME", "(category)"),
        Named("PROTOCOLNAME", "(protocolid)"),
        Named("DOMAINNAME", "(domainid)"),
        Named("PROCESSORNAME", "(processorid)"),
        Named("HOSTNAME", "(processorid)"),
        Named("APPLICATIONNAME", "(applicationid)"),
        Named("RULENAME", "(creeventlist)"),
    ];

    static AqlFunction Named(string name, string takes) => new(name, 1, 1, takes, c => Lookup(c, name, c.Value(0)));

    // The wrong argument is the common one: 572 of 642 hand-written calls in the field.
    static Expression LogSourceTypeName(FunctionCall call)
    {
        var value = call.Value(0);
        if (call.Syntax.Arguments[0] is NameSyntax name && name.Name.Equals("logsourceid", StringComparison.OrdinalIgnoreCase)
            && call.Binder.SourceColumn("devicetype") is { } devicetype)
        {
            call.Diagnostics.Add(Messages.AqlLogSourceTypeArgument(name.Span, call.Binder.Context.Strict));
            value = devicetype;
        }

        return Lookup(call, "LOGSOURCETYPENAME", value);
    }

    // A console looks the number up in its QID map; the views say the name beside the number.
    static Expression? OfQid(FunctionCall call, string column)
    {
        if (call.Syntax.Arguments[0] is not NameSyntax name || !name.Name.Equals("qid", StringComparison.OrdinalIgnoreCase) || call.Binder.SourceColumn("qid") is null)
        {
            call.Diagnostics.Add(Messages.UnsupportedConstruct(call.Syntax.Span, $"{call.Syntax.Name} of anything but the column `qid`", "AQL", "the QID map of a console is not at hand"));
            return null;
        }

        call.Value(0);
        if (call.Binder.SourceColumn(column) is { } known)
        {
            return known;
        }

        call.Diagnostics.Add(Messages.AqlNoNames(call.Syntax.NameSpan, call.Syntax.Name.ToUpperInvariant()));
        return Constant.Null(ScalarType.String);
    }

    static Expression Lookup(FunctionCall call, string function, Expression value)
    {
        var names = call.Binder.Context.Catalog.NamesOf(Vendor, function);
        if (names.Count == 0)
        {
            call.Diagnostics.Add(Messages.AqlNoNames(call.Syntax.NameSpan, function));
            return Constant.Null(ScalarType.String);
        }

        if (value is Constant { Value: null })
        {
            return Constant.Null(ScalarType.String);
        }

        if (value.Type == ScalarType.String)
        {
            call.Diagnostics.Add(Messages.AqlWrongArgument(call.At(0), "String", "Integer"));
            return Constant.Null(ScalarType.String);
        }

        var arguments = new List<Expression>();
        foreach (var (number, text) in names)
        {
            if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key))
            {
                arguments.Add(CompareFunctions.Equal.Call(value, new Constant(value.Type, value.Type == ScalarType.Real ? (object)(double)key : key)));
                arguments.Add(Constant.Text(text));
            }
        }

        return ChoiceFunctions.Case.Call([.. arguments, Constant.Null(ScalarType.String)]);
    }
}
