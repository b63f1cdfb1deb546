// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Plan.Catalog;

/// <summary>How a view computes a column from the fields of a record.</summary>
public abstract record ViewExpression;

/// <summary>A field of the record as text.</summary>
public sealed record ViewField(string Path) : ViewExpression;

/// <summary>A literal: text, long or bool.</summary>
public sealed record ViewLiteral(object Value) : ViewExpression;

/// <summary>A call of one of the view functions: <c>first(a, b)</c>, <c>upper(x)</c>…</summary>
public sealed record ViewCall(string Name, IReadOnlyList<ViewExpression> Arguments) : ViewExpression;
