// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Functions;

/// <summary>What a comparison asks; a type argument, so that each loop is compiled for its own test.</summary>
interface IComparisonTest
{
    /// <summary>Whether it holds for values in this order (negative, 0, positive).</summary>
    static abstract bool Holds(int order);

    /// <summary>Whether it holds for two numbers, by the rules of IEEE 754: NaN is not equal, less or greater to anything.</summary>
    static abstract bool Holds(double left, double right);
}

readonly struct EqualTest : IComparisonTest
{
    public static bool Holds(int order) => order == 0;

    public static bool Holds(double left, double right) => left == right;
}

readonly struct NotEqualTest : IComparisonTest
{
    public static bool Holds(int order) => order != 0;

    public static bool Holds(double left, double right) => left != right;
}

readonly struct LessTest : IComparisonTest
{
    public static bool Holds(int order) => order < 0;

    public static bool Holds(double left, double right) => left < right;
}

readonly struct LessOrEqualTest : IComparisonTest
{
    public static bool Holds(int order) => order <= 0;

    public static bool Holds(double left, double right) => left <= right;
}

readonly struct GreaterTest : IComparisonTest
{
    public static bool Holds(int order) => order > 0;

    public static bool Holds(double left, double right) => left > right;
}

readonly struct GreaterOrEqualTest : IComparisonTest
{
    public static bool Holds(int order) => order >= 0;

    public static bool Holds(double left, double right) => left >= right;
}
