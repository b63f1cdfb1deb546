// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Languages.Aql.Syntax;
using Tapwatch.Plan.Diagnostics;

namespace Tapwatch.Languages.Aql.Parsing;

/// <summary>SELECT list and source.</summary>
sealed partial class Parser
{
    SelectSyntax Select()
    {
        var start = Take().Span;
        PassTop();
        var distinct = TakeDistinct();
        var items = Items();
        SourceSyntax source;
        if (TakeWord("FROM"))
        {
            source = Source();
        }
        else
        {
            Unexpected(items.Count == 0 ? "a column" : "`,` or `FROM`");
            source = new MissingSourceSyntax(new SourceSpan(Previous.End, 0));
            SkipToClause();
            if (TakeWord("FROM"))
            {
                source = Source();
            }
        }

        var select = Clauses(new SelectSyntax(start, items, source) { Distinct = distinct });
        return select with { Span = Since(start) };
    }

    // A column may be called DISTINCT: then a comma, an alias or FROM follows.
    SourceSpan? TakeDistinct() =>
        Current.IsWord("DISTINCT") && (Next.Kind is TokenKind.QuotedName || (Next.Kind == TokenKind.Word && !Next.IsWord("FROM") && !Next.IsWord("AS")))
            ? Take().Span
            : null;

    List<ItemSyntax> Items()
    {
        var items = new List<ItemSyntax>();
        do
        {
            if (AtClause())
            {
                if (items.Count > 0)
                {
                    Unexpected("a column");
                }

                break;
            }

            items.Add(Item());
        }
        while (TakeMark(","));
        return items;
    }

    ItemSyntax Item()
    {
        var start = Current.Span;
        if (Current.IsMark("*"))
        {
            var star = new StarSyntax(Take().Span);
            return new ItemSyntax(start, star, null);
        }

        var value = Expression();
        var alias = Alias();
        return new ItemSyntax(Since(start), value, alias);
    }

    AliasSyntax? Alias()
    {
        var written = TakeWord("AS");
        if (!written && (AtClause() || Current.Kind is not (TokenKind.Word or TokenKind.QuotedName or TokenKind.String)))
        {
            return null;
        }

        var form = Current.Kind switch
        {
            TokenKind.Word => AliasForm.Bare,
            TokenKind.QuotedName => AliasForm.DoubleQuoted,
            TokenKind.String => AliasForm.SingleQuoted,
            _ => (AliasForm?)null,
        };
        if (form is null)
        {
            Unexpected("an alias");
            return null;
        }

        var name = Take();
        return new AliasSyntax(name.Span, name.Text, form.Value, !written);
    }

    SourceSyntax Source()
    {
        var start = Current.Span;
        SourceSyntax source;
        if (Current.IsMark("("))
        {
            source = Subselect();
        }
        else if (Current.IsWord("GLOBALVIEW") && Next.IsMark("("))
        {
            Take();
            var arguments = Arguments(out _);
            source = new GlobalViewSyntax(Since(start), arguments);
        }
        else if (Current.Kind is TokenKind.Word or TokenKind.QuotedName && !AtClause())
        {
            var name = Take();
            source = new TableSyntax(name.Span, name.Text, name.Kind == TokenKind.QuotedName);
        }
        else
        {
            Unexpected("`events`, `flows` or a sub-select");
            SkipToClause();
            return new MissingSourceSyntax(start);
        }

        RefuseSourceAlias();
        return source;
    }

    SourceSyntax Subselect()
    {
        var start = Take().Span;
        var isSelect = Current.IsWord("SELECT");
        if (!isSelect || !Enter())
        {
            if (!isSelect)
            {
                Unexpected("`SELECT`");
            }

            SkipToClause();
            TakeMark(")");
            return new MissingSourceSyntax(Since(start));
        }

        var select = Select();
        Leave();
        ExpectMark(")");
        return new SubselectSyntax(Since(start), select);
    }

    void RefuseSourceAlias()
    {
        var start = Current.Span;
        if (TakeWord("AS") || (Current.Kind is TokenKind.Word or TokenKind.QuotedName && !AtClause()))
        {
            if (Current.Kind is TokenKind.Word or TokenKind.QuotedName && !AtClause())
            {
                Take();
            }

            _diagnostics.Add(Messages.AqlHasNo(Since(start), "alias for a source", "leave it out: column names stand alone"));
        }

        if (Current.IsMark(","))
        {
            _diagnostics.Add(Messages.AqlHasNo(Current.Span, "list of sources", "select from one, and look the other up with `x IN (SELECT … FROM …)`"));
            SkipToClause();
        }
    }
}
