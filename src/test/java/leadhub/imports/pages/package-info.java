@NullMarked
package leadhub.imports.pages;

import org.jspecify.annotations.NullMarked;
