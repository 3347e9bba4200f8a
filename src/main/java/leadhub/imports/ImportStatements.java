package leadhub.imports;

import org.springframework.stereotype.Component;

/** The statements by which imports are taken further, and back. */
@Component
record ImportStatements(ImportSql imports, ImportProgressSql progress, ImportRowSql rows) {}
