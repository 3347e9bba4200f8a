/** Imports in the panel: a file is sent, looked at, run, and taken back. */
@NullMarked
package leadhub.imports.pages;

import org.jspecify.annotations.NullMarked;
