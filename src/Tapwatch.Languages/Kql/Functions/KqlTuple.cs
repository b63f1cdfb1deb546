// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Kql.Functions;

/// <summary>A function that gives several columns at once. It can stand only where columns are made.</summary>
/// <param name="Function">Gives an object that holds the columns.</param>
/// <param name="Columns">The columns in order.</param>
sealed record KqlTuple(KqlFunction Function, IReadOnlyList<KqlTupleColumn> Columns);

/// <summary>One column of a tuple.</summary>
/// <param name="Name">What stands behind the names of the function and of its argument.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">The members that lead to it.</param>
sealed record KqlTupleColumn(string Name, ScalarType Type, params string[] Path);
