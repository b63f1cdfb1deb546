// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Reflection;
using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Languages.Cql.Parsing;
using Tapwatch.Languages.Cql.Printing;
using Tapwatch.Languages.Cql.Syntax;
using Tapwatch.Languages.Kql.Parsing;
using Tapwatch.Languages.Kql.Printing;
using Tapwatch.Languages.Kql.Syntax;
using Tapwatch.Plan.Diagnostics;
using Tapwatch.Tests.Languages.Aql;

namespace Tapwatch.Tests.Languages.Printing;

/// <summary>A language with its parser and its printer, for tests that hold for all three.</summary>
/// <param name="Name"><c>kql</c>, <c>cql</c> or <c>aql</c>.</param>
/// <param name="Parse">The tree of a text; null when the text has errors.</param>
/// <param name="Print">The text of a tree.</param>
/// <param name="Nodes">The namespace of the nodes.</param>
sealed record PrintedLanguage(string Name, Func<string, object?> Parse, Func<object, string> Print, string Nodes)
{
    public static IReadOnlyList<PrintedLanguage> All { get; } =
    [
        new("kql", Read(static bag => KqlParser.Parse(bag)), static tree => KqlPrinter.Print((KqlBody)tree), typeof(KqlBody).Namespace!),
        new("cql", Read(static bag => CqlParser.Parse(bag.Source, bag)), static tree => CqlPrinter.Print((PipelineSyntax)tree), typeof(PipelineSyntax).Namespace!),
        new("aql", Read(static bag => Tapwatch.Languages.Aql.Parsing.Parser.Parse(bag)), static tree => Tapwatch.Languages.Aql.Printing.Printer.Print((SelectSyntax)tree), typeof(SelectSyntax).Namespace!),
    ];

    public static PrintedLanguage Of(string name) => All.First(l => l.Name == name);

    /// <summary>What is wrong with the print of a text: null when it is read again as the same tree, and printed again as the same text.</summary>
    public string? Problem(string text, out bool isQuery)
    {
        isQuery = false;
        if (Parse(text) is not { } tree)
        {
            return null;
        }

        isQuery = true;
        var printed = Print(tree);
        return Parse(printed) is not { } again ? $"is printed as what cannot be read: {printed}"
            : Shape(tree) != Shape(again) ? $"is printed as something else: {printed}"
            : Print(again) is var twice && twice != printed ? $"is printed in two ways: {printed} and {twice}"
            : null;
    }

    /// <summary>The kinds of node in a tree.</summary>
    public void AddKinds(object? node, ISet<Type> kinds)
    {
        switch (node)
        {
            case null or string:
                return;
            case IEnumerable items:
                foreach (var item in items)
                {
                    AddKinds(item, kinds);
                }

                return;
        }

        if (node.GetType().Namespace != Nodes || node is Enum)
        {
            return;
        }

        kinds.Add(node.GetType());
        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static p => p.GetIndexParameters().Length == 0))
        {
            AddKinds(property.GetValue(node), kinds);
        }
    }

    /// <summary>Every kind of node a clean tree can hold: what stands for a missing part is left out.</summary>
    public IEnumerable<Type> Kinds() => typeof(SelectSyntax).Assembly.GetTypes()
        .Where(t => t.Namespace == Nodes && t is { IsClass: true, IsAbstract: false, IsNested: false } && !t.Name.Contains("Missing", StringComparison.Ordinal)
            && t.GetProperties().Any(static p => p.PropertyType == typeof(SourceSpan)));

    string Shape(object tree) => Name == "aql" ? SyntaxShape.Of(tree) : TreeText.Of(tree);

    static Func<string, object?> Read(Func<DiagnosticBag, object?> parse) => text =>
    {
        var bag = new DiagnosticBag(new SourceText("query", text));
        var tree = parse(bag);
        return bag.HasErrors ? null : tree;
    };
}
