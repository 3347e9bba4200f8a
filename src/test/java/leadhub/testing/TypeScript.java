package leadhub.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs TypeScript as a reference prints it: compiled by the real compiler, run by node, with zod at hand. */
public final class TypeScript {
    /** Takes the types off each file; they are node's and the browser's, and leave no trace. */
    private static final String COMPILE = """
            const typescript = require('typescript');
            for (const file of process.argv.slice(1)) {
              const text = require('node:fs').readFileSync(file, 'utf8');
              const compilerOptions = { target: 'es2022', module: 'es2022' };
              const compiled = typescript.transpileModule(text, { compilerOptions, reportDiagnostics: true });
              if (compiled.diagnostics.length > 0) throw new Error(file + ': ' + compiled.diagnostics[0].messageText);
              console.log(compiled.outputText);
            }
            """;

    private TypeScript() {}

    /**
     * Runs some files, followed by lines that use what they declare.
     *
     * @return what it prints
     */
    public static String run(Path folder, Map<String, String> environment, List<Sample> files, String calls) {
        if (!Files.exists(folder.resolve("node_modules"))) {
            NodeModules.unpack(folder, "zod", "typescript");
        }
        var compile = new ArrayList<>(List.of("node", "-e", COMPILE));
        files.forEach(file -> compile.add(file.writeTo(folder).toString()));
        var compiled = Program.run(folder, Map.of(), compile);
        var program = new Sample("program.mjs", compiled + calls).writeTo(folder);
        return Program.run(folder, environment, List.of("node", program.toString()));
    }
}
