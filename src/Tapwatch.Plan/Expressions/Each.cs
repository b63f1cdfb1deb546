// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Plan.Expressions;

/// <summary>What becomes of the results of an expression over the elements of an array.</summary>
public enum EachForm
{
    /// <summary>A JSON array of the elements for which the body is true.</summary>
    Filter,

    /// <summary>A JSON array of the bodies' values, JSON themselves; null ones are left out.</summary>
    Map,

    /// <summary>Whether the body is true of one element.</summary>
    Any,
}

/// <summary>An expression computed for each element of a JSON array. Of what is no array: false, or null.</summary>
/// <param name="Form">What becomes of the results.</param>
/// <param name="Array">The array, as JSON text.</param>
/// <param name="Element">The column under which <paramref name="Body"/> knows the element, as JSON text.</param>
/// <param name="Body">What is computed; it may also read the columns of the row.</param>
public sealed record Each(EachForm Form, Expression Array, PlanColumn Element, Expression Body)
    : Expression(Form == EachForm.Any ? ScalarType.Bool : ScalarType.String)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"each.{(Form switch { EachForm.Filter => "filter", EachForm.Map => "map", _ => "any" })}({Printing.PlanPrinter.Print(Array)}, {Element.Name} => {Printing.PlanPrinter.Print(Body)})";
}
