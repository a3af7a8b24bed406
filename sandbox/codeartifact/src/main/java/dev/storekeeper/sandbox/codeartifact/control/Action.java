package dev.storekeeper.sandbox.codeartifact.control;

/** What an operation does, once the caller is allowed to ask for it. */
@FunctionalInterface
interface Action {
  /**
   * Performs the operation.
   *
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException to refuse
   */
  Answer perform(ApiRequest request);
}
