// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Evaluation;

/// <summary>Computes a function for one row.</summary>
delegate void Kernel(in Arguments arguments, Result result);

/// <summary>Makes the kernel of one call: constant arguments are looked at here, once.</summary>
delegate Kernel KernelFactory(CallSite site);

/// <summary>Makes the evaluator of one call, for functions that work on whole columns.</summary>
delegate Evaluator EvaluatorFactory(CallSite site, Evaluator[] arguments);
