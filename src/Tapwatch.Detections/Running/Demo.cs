// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Detections.Rules;
using Tapwatch.Records;

namespace Tapwatch.Detections.Running;

/// <summary>The telemetry built into the program.</summary>
static class Demo
{
    // Lines of the demo leave out the year, as devices do; it was "written" the morning after its night.
    static readonly DateTime _written = new(2026, 11, 21, 6, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<InputSource> Sources() =>
    [
        .. RuleFile.BuiltIn("demo/telemetry").Select(static f =>
        {
            var bytes = RuleFile.BuiltInBytes(f.Path);
            return new InputSource(f.Path, bytes.Length, _written, () => new MemoryStream(bytes, writable: false));
        }),
    ];
}
