// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Engine.Evaluation;
using Tapwatch.Plan.Functions;

namespace Tapwatch.Engine.Functions;

/// <summary>How one function of the catalogue is computed.</summary>
sealed record ScalarImplementation(Function Function, EvaluatorFactory Factory)
{
    /// <summary>Row by row.</summary>
    public static ScalarImplementation PerRow(Function function, KernelFactory factory) =>
        new(function, (site, arguments) => new KernelEvaluator(site, arguments, factory(site)));

    /// <summary>Row by row, by a kernel that is the same for every call.</summary>
    public static ScalarImplementation PerRow(Function function, Kernel kernel) =>
        new(function, (site, arguments) => new KernelEvaluator(site, arguments, kernel));
}
