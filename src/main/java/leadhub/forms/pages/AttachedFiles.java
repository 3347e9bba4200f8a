package leadhub.forms.pages;

import java.util.List;
import leadhub.forms.files.AttachedFile;

/** The model of what a lead attached to forms. */
public record AttachedFiles(List<AttachedFile> files) {}
