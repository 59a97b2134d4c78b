// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/host.h"

#include <QCoreApplication>

#include <memory>

/// The only place where the program meets the desktop; window.cpp where it is built, nowindow.cpp where it is not.
namespace keel {

[[nodiscard]] bool windowIsBuilt();
/// A QApplication for a window, else a QCoreApplication. argc must outlive it.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, bool window);
/// Shows the desktop on a host that outlives it; closing the window stops the host.
[[nodiscard]] std::unique_ptr<QObject> openWindow(Host& host);

} // namespace keel
