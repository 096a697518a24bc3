// One real OpenSearch node in one JVM, from jars of Maven Central, run from source: java -cp "jars/*" OsNode.java key=value ...
// A node that can be killed by itself; the process that started it holds its standard input open, and it ends with that.

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

public class OsNode {
    static final List<String> MODULES = List.of(
        "org.opensearch.transport.Netty4ModulePlugin",
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
        "org.opensearch.index.reindex.ReindexModulePlugin",
        "org.opensearch.index.mapper.MapperExtrasModulePlugin",
        "org.opensearch.painless.PainlessModulePlugin");

    public static void main(String[] args) throws Exception {
        endWithStandardInput();
        Settings.Builder settings = Settings.builder();
        for (String argument : args) {
            String[] pair = argument.split("=", 2);
            if (pair[1].contains(",")) settings.putList(pair[0], pair[1].split(","));
            else settings.put(pair[0], pair[1]);
        }
        String name = settings.get("node.name");
        Path home = Path.of(settings.get("path.home"));
        for (String folder : List.of("config", "modules", "plugins", "data", "logs"))
            Files.createDirectories(home.resolve(folder));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings.build(), Collections.emptyMap(), home.resolve("config"), () -> name);
        List<Class<? extends Plugin>> modules = new ArrayList<>();
        for (String module : MODULES) modules.add(Class.forName(module).asSubclass(Plugin.class));
        OpenSearchRunnerNode node = new OpenSearchRunnerNode(environment, modules);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        Thread.currentThread().join();
    }

    static void close(OpenSearchRunnerNode node) {
        try { node.close(); } catch (IOException error) { error.printStackTrace(); }
    }

    static void endWithStandardInput() {
        Thread watch = new Thread(() -> {
            try { while (System.in.read() != -1) { } } catch (IOException error) { }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
