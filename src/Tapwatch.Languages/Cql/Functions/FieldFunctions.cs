// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Cql.Binding;
using Tapwatch.Languages.Cql.Syntax;

namespace Tapwatch.Languages.Cql.Functions;

/// <summary>Functions that choose, take away and rename fields.</summary>
static class FieldFunctions
{
    public static IEnumerable<CqlFunction> All =>
    [
        new("select", "fields[]") { Step = Select, Whole = true },
        new("drop", "fields[]") { Step = Drop },
        new("rename", "field as") { Step = Rename },
    ];

    static void Select(CallArguments arguments)
    {
        if (arguments.Names("fields") is { } names)
        {
            Keep(arguments, names);
        }
    }

    /// <summary>Leaves only the named fields, in that order.</summary>
    public static void Keep(CallArguments arguments, IReadOnlyList<(string Name, Plan.Diagnostics.SourceSpan At)> names)
    {
        var stream = arguments.Stream;
        var kept = new FieldSpace(origin: null);
        foreach (var (name, at) in names)
        {
            kept.Set(name, arguments.Binder.Field(name, at, stream));
        }

        stream.Fields = kept;
    }

    static void Drop(CallArguments arguments)
    {
        foreach (var (name, _) in arguments.Names("fields") ?? [])
        {
            arguments.Stream.Fields.Remove(name);
        }
    }

    // rename(field=a, as=b), rename([[a, b], [c, d]]); the old field is gone, one in the way is overwritten.
    static void Rename(CallArguments arguments)
    {
        var pairs = new List<(string From, string To, Plan.Diagnostics.SourceSpan At)>();
        if (arguments.Syntax("field") is ArraySyntax { Items: [ArraySyntax, ..] } list)
        {
            foreach (var item in list.Items)
            {
                if (item is ArraySyntax { Items: [var from, var to] } && arguments.Binder.TextOf(from) is { } a && arguments.Binder.TextOf(to) is { } b)
                {
                    pairs.Add((a, b, from.Span));
                }
                else
                {
                    arguments.Bad("field", "a list of pairs `[old, new]`");
                    return;
                }
            }
        }
        else if (arguments.Syntax("field") is ArraySyntax { Items: [var old, var fresh] } && !arguments.HasTarget)
        {
            pairs.Add((arguments.Binder.TextOf(old) ?? "", arguments.Binder.TextOf(fresh) ?? "", old.Span));
        }
        else if (arguments.Required("field") is { } from)
        {
            if (!arguments.HasTarget)
            {
                arguments.Required("as");
                return;
            }

            pairs.Add((from, arguments.Target(from), arguments.Span("field")));
        }

        foreach (var (from, to, at) in pairs)
        {
            var value = arguments.Binder.Field(from, at, arguments.Stream);
            if (from != to)
            {
                arguments.Stream.Assign(to, value);
                arguments.Stream.Fields.Remove(from);
            }
        }
    }
}
