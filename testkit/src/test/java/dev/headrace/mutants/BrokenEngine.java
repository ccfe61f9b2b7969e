package dev.headrace.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The engine, the simulation and the schedules once more, in a class loader of their own, with some classes compiled from a
 * changed source.
 */
final class BrokenEngine extends ClassLoader {

    private static final String OURS = "dev.headrace.";

    private final Map<String, byte[]> changed;

    /** An engine with these changes. */
    BrokenEngine(List<Patch> patches) {
        super(BrokenEngine.class.getClassLoader());
        this.changed = patches.isEmpty() ? Map.of() : compiled(patches);
    }

    /**
     * Runs a schedule in this engine; returns what is wrong afterwards.
     *
     * @param symptom a complaint that matches it is enough
     */
    @SuppressWarnings("unchecked")
    List<String> run(Schedule schedule, Sabotages sabotage, String symptom) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            Object execution = loadClass(Execution.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Function<List<String>, List<String>>) execution)
                    .apply(List.of(schedule.name(), sabotage.name(), symptom));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot run " + schedule + " in the engine of its own", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static Map<String, byte[]> compiled(List<Patch> patches) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StringWriter errors = new StringWriter();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location,
                            String className,
                            JavaFileObject.Kind kind,
                            javax.tools.FileObject sibling) {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(className, bytes);
                        return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return bytes;
                            }
                        };
                    }
                };
        boolean done = compiler.getTask(
                        errors,
                        files,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        patches.stream().map(BrokenEngine::source).toList())
                .call();
        if (!done) {
            throw new IllegalStateException("Cannot compile " + patches + ":\n" + errors);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
        return bytes;
    }

    private static JavaFileObject source(Patch patch) {
        String text = patch.applied();
        return new SimpleJavaFileObject(
                URI.create("memory:///" + patch.className().replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
