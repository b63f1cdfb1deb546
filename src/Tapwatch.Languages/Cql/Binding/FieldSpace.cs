// SPDX-License-Identifier: Apache-2.0

using Tapwatch.Plan.Expressions;
using Tapwatch.Plan.Functions;
using Tapwatch.Records.Columns;

namespace Tapwatch.Languages.Cql.Binding;

/// <summary>
/// The fields of an event at one place of a query, each as the expression that gives it. Open: a name that nothing has assigned is a field of the event as it was
/// read, or as a parser function filled it. Closed, after an aggregate or <c>select</c>: other names are missing.
/// </summary>
sealed class FieldSpace
{
    readonly Dictionary<string, Expression> _known;
    readonly List<string> _order;
    readonly HashSet<string> _dropped;
    readonly List<FieldLayer> _layers;
    readonly Dictionary<string, Expression> _arrays;
    readonly Dictionary<string, Expression> _objects;

    public FieldSpace(FieldOrigin? origin)
    {
        Origin = origin;
        _known = new Dictionary<string, Expression>(StringComparer.Ordinal);
        _order = [];
        _dropped = new HashSet<string>(StringComparer.Ordinal);
        _layers = [];
        _arrays = new Dictionary<string, Expression>(StringComparer.Ordinal);
        _objects = new Dictionary<string, Expression>(StringComparer.Ordinal);
    }

    FieldSpace(FieldSpace from)
    {
        Origin = from.Origin;
        _known = new Dictionary<string, Expression>(from._known, StringComparer.Ordinal);
        _order = [.. from._order];
        _dropped = new HashSet<string>(from._dropped, StringComparer.Ordinal);
        _layers = [.. from._layers];
        _arrays = new Dictionary<string, Expression>(from._arrays, StringComparer.Ordinal);
        _objects = new Dictionary<string, Expression>(from._objects, StringComparer.Ordinal);
    }

    /// <summary>Where unassigned names are looked up; null when closed.</summary>
    public FieldOrigin? Origin { get; }

    /// <summary>Whether there may be fields whose names only the data know.</summary>
    public bool IsOpen => Origin is not null || _layers.Count > 0 || _arrays.Count > 0;

    /// <summary>The names assigned so far, in order.</summary>
    public IReadOnlyList<string> Known => _order;

    /// <summary>The names taken away.</summary>
    public IReadOnlyCollection<string> Dropped => _dropped;

    /// <summary>What parser functions filled, oldest first.</summary>
    public IReadOnlyList<FieldLayer> Layers => _layers;

    /// <summary>The arrays that functions made, by name without brackets, as JSON text; an empty one hides the elements that were there.</summary>
    public IReadOnlyDictionary<string, Expression> Arrays => _arrays;

    public FieldSpace Copy() => new(this);

    /// <summary>Whether the name is known to stand for something.</summary>
    public bool Has(string name) => _known.ContainsKey(name) || (IsOpen && !_dropped.Contains(name));

    /// <summary>The value of a field; the null of strings when it is missing.</summary>
    public Expression Get(string name)
    {
        if (_known.TryGetValue(name, out var value))
        {
            return value;
        }

        if (_dropped.Contains(name))
        {
            return Constant.Null(ScalarType.String);
        }

        if (Within(name) is { } part)
        {
            return part;
        }

        Expression result = Origin is null ? Constant.Null(ScalarType.String) : Origin.Field(name);
        foreach (var layer in _layers)
        {
            result = layer.Over(name, result);
        }

        return result;
    }

    // A part of an array a function made, or of an object that stands for a variable.
    Call? Within(string name)
    {
        for (var at = name.AsSpan().IndexOfAny('.', '['); at >= 0; at = Next(name, at + 1))
        {
            if ((name[at] == '[' && _arrays.TryGetValue(name[..at], out var json)) || _objects.TryGetValue(name[..at], out json))
            {
                return JsonArrayFunctions.At.Call(json, Constant.Text(name[at..]));
            }
        }

        return null;
    }

    static int Next(string name, int from)
    {
        var at = name.AsSpan(from).IndexOfAny('.', '[');
        return at < 0 ? -1 : at + from;
    }

    /// <summary>The array <c>name[]</c> as JSON text; null when there is none.</summary>
    public Expression Array(string name)
    {
        if (_known.TryGetValue(name + "[0]", out _))
        {
            var elements = new List<Expression>();
            for (var i = 0; _known.TryGetValue($"{name}[{i}]", out var element); i++)
            {
                elements.Add(Values.Text(element));
            }

            return ConvertFunctions.ToText.Call(DynamicFunctions.MakeArray.Call(elements));
        }

        if (_arrays.TryGetValue(name, out var made))
        {
            return made;
        }

        if (Within(name) is { } part)
        {
            return part;
        }

        Expression result = _known.TryGetValue(name, out var whole) ? Values.Text(whole)
            : Origin is null || _dropped.Contains(name) ? Constant.Null(ScalarType.String) : Values.Text(Origin.Field(name));
        foreach (var layer in _layers)
        {
            result = layer.ElementsOver(name, result);
        }

        return result;
    }

    /// <summary>Gives a field a value.</summary>
    public void Set(string name, Expression value)
    {
        if (!_known.ContainsKey(name))
        {
            _order.Add(name);
        }

        _known[name] = value;
        _dropped.Remove(name);
    }

    /// <summary>Makes <c>name[]</c> this array (JSON text) in place of all its elements.</summary>
    public void SetArray(string name, Expression json)
    {
        var prefix = name + "[";
        foreach (var element in _order.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _known.Remove(element);
            _order.Remove(element);
        }

        _dropped.RemoveWhere(n => n.StartsWith(prefix, StringComparison.Ordinal));
        _arrays[name] = json;
    }

    /// <summary>Makes a name stand for an element of an array: its text, and its parts when it is an object.</summary>
    public void SetVariable(string name, Expression json)
    {
        Set(name, JsonArrayFunctions.At.Call(json, Constant.Text("")));
        _objects[name] = json;
    }

    /// <summary>Gives a field a value where there is one; where it is null the field stays what it was.</summary>
    public void SetWhereKnown(string name, Expression value) =>
        Set(name, value is Constant { Value: not null } ? value : Values.FirstKnown(value, Get(name)));

    /// <summary>Takes a field away.</summary>
    public void Remove(string name)
    {
        if (_known.Remove(name))
        {
            _order.Remove(name);
        }

        if (IsOpen)
        {
            _dropped.Add(name);
        }
    }

    /// <summary>Lays the fields a parser function found over all others.</summary>
    public void Add(FieldLayer layer)
    {
        foreach (var name in _order)
        {
            _known[name] = layer.Over(name, _known[name]);
        }

        foreach (var name in _arrays.Keys.ToList())
        {
            _arrays[name] = layer.ElementsOver(name, _arrays[name]);
        }

        foreach (var name in _dropped.ToList())
        {
            Set(name, layer.Over(name, Constant.Null(ScalarType.String)));
        }

        _layers.Add(layer);
    }
}

/// <summary>Fields that a parser function fills and that are known by name only when asked for: a JSON object of texts, null where it found none.</summary>
/// <param name="Bag">The object.</param>
/// <param name="Overrides">Whether its fields win over those that were there.</param>
sealed record FieldLayer(Expression Bag, bool Overrides = true)
{
    /// <summary>The value of a field under this layer: its own where it has one, else what was there; the other way round when it does not override.</summary>
    public Expression Over(string name, Expression below)
    {
        var own = FieldBagFunctions.Member.Call(Bag, Constant.Text(name));
        return Overrides ? Values.FirstKnown(own, below) : Values.FirstKnown(below, own);
    }

    /// <summary>The elements <c>name[0]</c>, <c>name[1]</c>… as a JSON array, else what was there.</summary>
    public Expression ElementsOver(string name, Expression below)
    {
        var own = FieldBagFunctions.Elements.Call(Bag, Constant.Text(name));
        return Overrides ? Values.FirstKnown(own, below) : Values.FirstKnown(below, own);
    }
}
