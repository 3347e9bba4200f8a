package leadhub.pipelines;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** The changes of an update to a pipeline. */
public record PipelineChange(Change<String> name, Change<@Nullable String> description, Change<Boolean> isDefault) {}
