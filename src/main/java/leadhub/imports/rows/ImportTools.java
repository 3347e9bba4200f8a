package leadhub.imports.rows;

import leadhub.fields.Fields;
import leadhub.imports.mappings.ImportMappings;
import leadhub.pipelines.Pipelines;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What has to be known of a workspace to read its files. */
@Component
record ImportTools(Users users, Pipelines pipelines, Fields fields, ImportMappings mappings) {}
