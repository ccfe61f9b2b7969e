package dev.headrace.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts main classes of this program in JVMs of their own: the same JDK, the same class path. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * A process that is ready to be started; its streams are pipes until the caller says otherwise.
     *
     * @param main the class whose {@code main} runs
     * @param jvmArguments what stands before the class on the command line, for example {@code -Xmx1g}
     * @param arguments what {@code main} gets
     */
    public static ProcessBuilder of(Class<?> main, List<String> jvmArguments, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        // In the environment a long class path does not meet the limits that command lines have.
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return process;
    }
}
