// SPDX-License-Identifier: Apache-2.0

namespace Tapwatch.Tests.Cli;

/// <summary>Custom properties that users define, from the view file to the row.</summary>
public sealed class CustomPropertyTests : IDisposable
{
    const string Trail = """
        {"eventVersion":"1.08","eventTime":"2026-01-05T08:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"CreateTrafficMirrorSession","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.7","eventID":"1","eventType":"AwsApiCall","recipientAccountId":"111122223333","requestParameters":{"CreateTrafficMirrorSessionRequest":{"SessionNumber":7,"Tags":[{"Key":"why"},{"Key":"who"}]}}}

        """;

    const string Cisco = "*Jan  5 08:12:03.318: %PARSER-5-CFGLOG_LOGGEDCMD: User:dana  logged command:monitor session 42 source interface Gi0/1\n";

    readonly string _folder = Directory.CreateTempSubdirectory("tapwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    (string Output, string Error, int Code) Query(string query, string properties, params string[] flags)
    {
        Write("views/mine.json", $$"""{ "vendor": "qradar", "table": "events", "properties": [ {{properties}} ] }""");
        Write("logs/trail.json", Trail);
        Write("logs/cisco.log", Cisco);
        var run = ApplicationTests.Run(["query", "-l", "aql", "-q", query, Path.Combine(_folder, "logs"), "--views", Path.Combine(_folder, "views"), "--now", "2026-01-05T09:00:00Z", "-f", "csv", .. flags]);
        return (run.Output, run.Error, run.Code);
    }

    [Theory]
    [InlineData("""{ "name": "Mirror Session", "json": "/\"requestParameters\"/\"CreateTrafficMirrorSessionRequest\"/\"SessionNumber\"" }""")]
    [InlineData("""{ "name": "Mirror Session", "json": "requestParameters.CreateTrafficMirrorSessionRequest.SessionNumber", "kinds": ["aws.cloudtrail"] }""")]
    [InlineData("""{ "name": "Mirror Session", "regex": "\"SessionNumber\":(\\d+)" }""")]
    [InlineData("""{ "name": "Mirror Session", "regex": "(?i)\"sessionnumber\":(\\d+)", "group": 1, "type": "long" }""")]
    public void A_path_or_a_regular_expression_gives_the_value(string property)
    {
        var (output, error, _) = Query("SELECT \"Mirror Session\" AS s FROM events WHERE \"Mirror Session\" = '7' LAST 2 HOURS", property);
        Assert.Equal("s\n7\n", output);
        Assert.Equal("", error);
    }

    [Fact]
    public void An_index_leads_into_an_array()
    {
        var property = """{ "name": "Tag", "json": "/\"requestParameters\"/\"CreateTrafficMirrorSessionRequest\"/\"Tags\"[1]/\"Key\"" }""";
        Assert.Equal("tag\nwho\n", Query("SELECT Tag AS tag FROM events WHERE devicetype = 347 LAST 2 HOURS", property).Output);
    }

    [Fact]
    public void Several_ways_are_tried_in_their_order()
    {
        const string Properties = """
            { "name": "SessionNumber", "type": "long", "json": "/\"requestParameters\"/\"CreateTrafficMirrorSessionRequest\"/\"SessionNumber\"" },
            { "name": "SessionNumber", "type": "long", "regex": "monitor session (\\d+)", "kinds": ["network.syslog"] }
            """;
        Assert.Equal("SUM_SessionNumber\n49\n", Query("SELECT SUM(SessionNumber) FROM events WHERE SessionNumber > 5 LAST 2 HOURS", Properties).Output);
    }

    [Fact]
    public void What_somebody_has_defined_is_no_longer_said_to_be_missing()
    {
        var defined = """{ "name": "EventName", "json": "eventName" }""";
        var other = """{ "name": "Other", "json": "eventName" }""";
        Assert.Equal("", Query("SELECT EventName FROM events LAST 2 HOURS", defined).Error);
        Assert.Contains("a stock console has no custom property \"EventName\"", Query("SELECT \"EventName\" FROM events LAST 2 HOURS", other).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_property_is_null_with_a_warning_and_an_error_when_strict()
    {
        var property = """{ "name": "Mirror Session", "json": "eventName" }""";
        var lenient = Query("SELECT \"Miror Session\" FROM events WHERE devicetype = 347 LAST 2 HOURS", property);
        Assert.Equal("Miror Session\n\"\"\n", lenient.Output.Replace("\n\n", "\n\"\"\n"));
        Assert.Contains("warning TW2302: nobody has defined the custom property \"Miror Session\": it is null in every event", lenient.Error, StringComparison.Ordinal);
        Assert.Equal(0, lenient.Code);

        var strict = Query("SELECT \"Miror Session\" FROM events LAST 2 HOURS", property, "--strict");
        Assert.Contains("error TW2302: nobody has defined the custom property \"Miror Session\"", strict.Error, StringComparison.Ordinal);
        Assert.Contains("help: did you mean `Mirror Session`?", strict.Error, StringComparison.Ordinal);
        Assert.Equal(2, strict.Code);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("test")]
    [InlineData("scan")]
    public void Strict_holds_for_rules_too(string verb)
    {
        var rule = Write("rules/mine.aql", "SELECT \"Nobodys\" FROM events LAST 5 MINUTES\n");
        string[] given = verb == "scan" ? [Write("logs/trail.json", Trail), "-r", rule] : [rule];
        var lenient = ApplicationTests.Run([verb, .. given]);
        var strict = ApplicationTests.Run([verb, .. given, "--strict"]);
        Assert.DoesNotContain("error TW2302", lenient.Output + lenient.Error, StringComparison.Ordinal);
        Assert.Equal(2, strict.Code);
        Assert.Contains("error TW2302", strict.Output + strict.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "X" }""", "TW6502: a property must be an object with `name` and either `json` or `regex`")]
    [InlineData("""{ "name": "X", "json": "a", "regex": "b" }""", "TW6502: a property must be an object with `name` and either `json` or `regex`")]
    [InlineData("""{ "name": "X", "json": "/a/b" }""", "TW6507: `/a/b` is no path into JSON")]
    [InlineData("""{ "name": "X", "json": "/\"a\"[x]" }""", "TW6507: `/\"a\"[x]` is no path into JSON")]
    [InlineData("""{ "name": "X", "json": "upper(a)" }""", "TW6507: `upper(a)` is no path into JSON")]
    [InlineData("""{ "name": "X", "json": "a", "kinds": ["network.syslog"] }""", "TW6509: records of kind `network.syslog` are no JSON")]
    [InlineData("""{ "name": "X", "json": "a", "kinds": ["aws.cloudtrial"] }""", "TW6504: there is no record kind `aws.cloudtrial`")]
    [InlineData("""{ "name": "X", "json": "a", "type": "number" }""", "TW6503: there is no type `number`")]
    [InlineData("""{ "name": "X", "regex": "(?<=a)b" }""", "TW6508: the regular expression `(?<=a)b` cannot be used: look-around and back-references are not supported here")]
    [InlineData("""{ "name": "X", "regex": "a+" }""", "TW6508: the regular expression `a+` cannot be used: it has no group 1")]
    [InlineData("""{ "name": "X", "regex": "a+", "group": -1 }""", "TW6502: `group` must be the number of a capture group")]
    public void Says_what_is_wrong_with_a_property(string property, string message)
    {
        var (_, error, code) = Query("SELECT username FROM events LAST 2 HOURS", property);
        Assert.Contains("error " + message, error, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Fact]
    public void Views_that_are_not_there_are_an_error()
    {
        var run = ApplicationTests.Run("query", "-l", "kql", "-q", "print 1", "--views", Path.Combine(_folder, "none"));
        Assert.Contains("there is no file or folder", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Code);
    }
}
