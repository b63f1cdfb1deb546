// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Bench.Rounds;

/// <summary>What one run of a program cost.</summary>
/// <param name="Wall">Seconds from start to end, start-up included.</param>
/// <param name="Processor">Seconds of processor time, of all its threads and children; not a number where the system does not say.</param>
/// <param name="Peak">Bytes of memory at the highest, of the largest single process; 0 where the system does not say.</param>
/// <param name="Exit">The exit code.</param>
sealed record Measurement(double Wall, double Processor, long Peak, int Exit);
