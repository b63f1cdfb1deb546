// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>All places within a radius of places, lines or areas: their outlines are moved to the right and joined by arcs.</summary>
/// <remarks>Where corners stand is as in S2 (S2BufferOperation), which Kusto's answers show: an arc begins where the edge before it ends, and its steps are as long as the error allows.</remarks>
sealed class Buffer
{
    readonly double _radius;
    readonly double _cornerStep;
    readonly double _edgeStep;
    readonly List<Vector[]> _outlines = [];
    readonly List<Vector> _outline = [];

    /// <param name="radius">In radians, less than a quarter of the Earth around.</param>
    /// <param name="error">How far an edge may run within the radius, in radians, less than it.</param>
    public Buffer(double radius, double error)
    {
        _radius = radius;
        _cornerStep = Step(radius, error);
        _edgeStep = Step((Math.PI / 2) - radius, error);
    }

    // The greatest angle of an edge between two places on a circle that comes no nearer to its middle than the error allows.
    static double Step(double radius, double error) =>
        Math.Min((2 * Math.PI / 3) + 1e-15, 2 * Math.Acos(Math.Tan(Math.Max(0, radius - error)) / Math.Tan(radius)));

    public Polygon Build() => Winding.Region(_outlines);

    public void AddPlace(Vector place)
    {
        var step = (2 * Math.PI / Math.Ceiling(2 * Math.PI / _cornerStep)) + 1e-15;
        var start = Orientation.Side(place);
        var angle = 0.0;
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var next = place.Cross(start).Normalized();
            for (; angle < Math.PI / 2; angle += step)
            {
                _outline.Add(Away(place, Away(start, next, angle), _radius));
            }

            angle -= Math.PI / 2;
            start = next;
        }

        Close();
    }

    public void AddLine(ReadOnlySpan<Vector> line)
    {
        AddCornerArc(line[0], -Right(line[0], line[1]), Right(line[0], line[1]));
        for (var i = 0; i + 2 < line.Length; i++)
        {
            AddEdgeAndCorner(line[i], line[i + 1], line[i + 2]);
        }

        var (last, end) = (line[^2], line[^1]);
        AddEdgeArc(last, end);
        AddCornerArc(end, Right(last, end), -Right(last, end));
        for (var i = line.Length - 3; i >= 0; i--)
        {
            AddEdgeAndCorner(line[i + 2], line[i + 1], line[i]);
        }

        AddEdgeArc(line[1], line[0]);
        Close();
    }

    public void AddRing(Ring ring)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            AddEdgeAndCorner(ring[i], ring[i + 1], ring[i + 2]);
        }

        Close();
    }

    void Close()
    {
        _outlines.Add([.. _outline]);
        _outline.Clear();
    }

    static Vector Right(Vector a, Vector b) => -a.RobustCross(b).Normalized();

    static Vector Away(Vector from, Vector direction, double angle) => ((from * Math.Cos(angle)) + (direction * Math.Sin(angle))).Normalized();

    void AddEdgeAndCorner(Vector a, Vector b, Vector c)
    {
        AddEdgeArc(a, b);
        if (Orientation.Of(a, b, c) >= 0)
        {
            AddCornerArc(b, Right(a, b), Right(b, c));
        }
        else
        {
            // Turning right, the outline runs back through the corner: it crosses itself, and what it goes around backwards is not inside.
            _outline.Add(Away(b, Right(a, b), _radius));
            _outline.Add(b);
        }
    }

    void AddEdgeArc(Vector a, Vector b)
    {
        var axis = Right(a, b);
        AddArc(a, a.Cross(axis).Normalized(), a.AngleTo(b), _edgeStep, place => Away(place, axis, _radius));
    }

    void AddCornerArc(Vector corner, Vector start, Vector end) =>
        AddArc(start, corner.Cross(start).Normalized(), start.AngleTo(end), _cornerStep, direction => Away(corner, direction, _radius));

    // The last step is left to what follows.
    void AddArc(Vector start, Vector direction, double span, double step, Func<Vector, Vector> place)
    {
        var angle = 0.0;
        do
        {
            _outline.Add(place(Away(start, direction, angle)));
            angle += step;
        }
        while (angle < span);
    }
}
