// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace keel {

/// The program: takes the command line apart, makes the application object that the command needs and runs it. Returns
/// the exit status.
[[nodiscard]] int runProgram(int argc, char** argv);

} // namespace keel
