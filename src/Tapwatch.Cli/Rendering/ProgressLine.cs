// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Records;

namespace Tapwatch.Cli.Rendering;

/// <summary>One line on a terminal that says how far a long scan is; nothing anywhere else, and nothing in the first second.</summary>
sealed class ProgressLine(Terminal terminal, bool quiet) : IDisposable
{
    static readonly TimeSpan _delay = TimeSpan.FromSeconds(1);
    static readonly TimeSpan _period = TimeSpan.FromMilliseconds(250);

    readonly Lock _lock = new();
    readonly long _started = terminal.Clock.GetTimestamp();
    ITimer? _timer;
    InputReport? _report;
    long _total;
    bool _shown;
    bool _ended;

    /// <summary>The report to watch.</summary>
    public void Watch(InputReport report)
    {
        if (!quiet && terminal.ErrorIsTerminal)
        {
            _report = report;
            _timer = terminal.Clock.CreateTimer(_ => Show(), null, _delay, _period);
        }
    }

    /// <summary>How many bytes there are to read.</summary>
    public void Start(long total) => _total = total;

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _ended = true;
            if (_shown)
            {
                terminal.Error.Write("\r\x1b[K");
                _shown = false;
            }
        }
    }

    void Show()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            _shown = true;
            terminal.Error.Write($"\r\x1b[K{Text(_report!.BytesRead, _total, terminal.Clock.GetElapsedTime(_started), _report.RecordCount)}");
        }
    }

    /// <summary>The line: share, rate, remaining time.</summary>
    public static string Text(long read, long total, TimeSpan elapsed, long records)
    {
        var rate = read / Math.Max(0.001, elapsed.TotalSeconds);
        var text = $"{Words.Bytes(read)}{(total > 0 ? $" of {Words.Bytes(total)} ({Math.Min(100, read * 100 / total)}%)" : "")}, {Words.Count(records, "record")}, {Words.Bytes(rate)}/s";
        return total > read && read > 0 ? $"{text}, {Words.Duration(TimeSpan.FromSeconds((total - read) / rate))} left" : text;
    }
}
