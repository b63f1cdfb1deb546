// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

var root = new RootCommand("Finds traffic duplication (MITRE ATT&CK T1020.001) in the logs you already have.");
return await root.Parse(args).InvokeAsync();
