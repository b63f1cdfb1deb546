// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Engine.Geography;

/// <summary>What a GeoJSON geometry is: lines or polygons, one or several.</summary>
sealed record Shape(IReadOnlyList<Vector[]> Lines, IReadOnlyList<Polygon> Polygons)
{
    public bool IsLine => Lines.Count > 0;

    /// <summary>The one area of all polygons.</summary>
    public Polygon Area => Polygons.Count == 1 ? Polygons[0] : Overlay.Union(Polygons);

    public bool Contains(Vector place)
    {
        foreach (var polygon in Polygons)
        {
            if (polygon.Contains(place))
            {
                return true;
            }
        }

        return false;
    }
}
