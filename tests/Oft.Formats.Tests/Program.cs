using Oft.Formats.Hdf5;

return args is [Hdf5Worker.Argument]
    ? Hdf5Worker.Serve(Console.In, Console.Out)
    : args.Any(argument => argument is "--server" or "--internal-msbuild-node")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, Oft.Formats.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
