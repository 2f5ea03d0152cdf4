"""Computes the expected answers of the samples with json, numpy and h5py. Nothing here calls the product."""
